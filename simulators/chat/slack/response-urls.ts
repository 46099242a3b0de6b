// Response URLs: five posts within thirty minutes to where somebody acted, without a token.
import type { Clock } from '../../engine/clock';
import type { Random } from '../../engine/random';

/** docs.slack.dev/interactivity/handling-user-interaction: "up to 5 times within 30 minutes". */
const USES_MAX = 5;
const VALID_MS = 30 * 60_000;

export interface ResponsePlace {
  readonly channel: string;
  readonly user: string;
  /** The message that was acted upon; none for commands. */
  readonly messageTs?: string;
}

export class ResponseUrls {
  private readonly places = new Map<string, ResponsePlace & { readonly issuedMs: number; uses: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  reset(): void {
    this.places.clear();
  }

  /** The last part of the URL. */
  issue(place: ResponsePlace): string {
    const id = this.random.uuid().replaceAll('-', '');
    this.places.set(id, { ...place, issuedMs: this.clock.now(), uses: 0 });
    return id;
  }

  /** Counts one use; Slack's word when there is none left. */
  use(id: string): ResponsePlace | 'invalid_url' | 'expired_url' | 'used_url' {
    const place = this.places.get(id);
    if (place === undefined) return 'invalid_url';
    if (this.clock.now() - place.issuedMs > VALID_MS) return 'expired_url';
    if (place.uses >= USES_MAX) return 'used_url';
    place.uses += 1;
    return place;
  }
}
