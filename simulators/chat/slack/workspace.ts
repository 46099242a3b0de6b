// All that this Slack remembers.
import type { ChatWorld } from '../world';
import { Channels } from './channels';
import { ConversationBook } from './conversation-book';
import { Deliveries } from './deliveries';
import { Links } from './links';
import { MessageStates } from './message-states';
import { People } from './people';
import { RateLimit } from './rate-limit';
import { ResponseUrls } from './response-urls';
import { settingsSpec, type Settings } from './settings';
import { Triggers } from './triggers';
import { Views } from './views';

export class Workspace {
  readonly people = new People();
  readonly channels = new Channels(this.people);
  readonly book: ConversationBook;
  readonly triggers: Triggers;
  readonly views: Views;
  readonly responseUrls: ResponseUrls;
  readonly rateLimit: RateLimit;
  readonly links: Links;
  readonly deliveries: Deliveries;
  readonly messageStates = new MessageStates();
  settings: Settings = settingsSpec.parse({});

  constructor(readonly world: ChatWorld) {
    const { clock, random } = world;
    this.book = new ConversationBook(clock);
    this.triggers = new Triggers(clock, random);
    this.views = new Views(clock, random);
    this.responseUrls = new ResponseUrls(clock, random);
    this.rateLimit = new RateLimit(clock);
    this.links = new Links(random);
    this.deliveries = new Deliveries(this.links);
  }

  reset(): void {
    const parts = [this.people, this.channels, this.book, this.triggers, this.views];
    const others = [this.responseUrls, this.rateLimit, this.deliveries, this.links, this.messageStates];
    for (const part of [...parts, ...others]) part.reset();
    this.settings = settingsSpec.parse({});
  }
}
