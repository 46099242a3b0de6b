// What a call wants said, judged as Slack judges it before it says anything.
import type { Random } from '../../engine/random';
import type { Arguments } from './arguments';
import { isList, isObject } from './block-kit/check';
import { blocksTooLong, findingsInBlocks } from './block-kit/validate';
import { withIds } from './generated-ids';
import type { Block, Metadata } from './message';
import { Refusal } from './refusal';

/** Longest text of a new message; documented as where Slack cuts, and refused here so that nothing is lost unseen. */
const POST_CHARACTERS_MAX = 40_000;
/** Longest text of a changed message, counted after `&`, `<` and `>` are escaped. */
const UPDATE_BYTES_MAX = 4000;
const ATTACHMENTS_MAX = 100;
const METADATA_BYTES_MAX = 16_000;

/** What Slack puts for text where there are blocks alone. */
export const NO_TEXT = "This content can't be displayed.";

/** Absent parts are `undefined`: a change leaves them as they were. */
export interface Said {
  readonly text?: string;
  readonly blocks?: Block[];
  readonly attachments?: unknown[];
  readonly metadata?: Metadata | null;
}

/** @throws Refusal */
export function saidIn(args: Arguments, random: Random, act: 'post' | 'update'): Said {
  const text = args.text('text');
  const blocks = blocksIn(args);
  const attachments = attachmentsIn(args);
  const metadata = metadataIn(args);
  if (text === undefined && !blocks?.length && !attachments?.length) throw new Refusal('no_text');
  if (text !== undefined && tooLong(text, act)) throw new Refusal('msg_too_long');
  return {
    ...(text === undefined ? {} : { text }),
    ...(blocks === undefined ? {} : { blocks: withIds(blocks, random) }),
    ...(attachments === undefined ? {} : { attachments }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

function tooLong(text: string, act: 'post' | 'update'): boolean {
  if (act === 'post') return text.length > POST_CHARACTERS_MAX;
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return Buffer.byteLength(escaped) > UPDATE_BYTES_MAX;
}

function blocksIn(args: Arguments): unknown[] | undefined {
  const blocks = args.structure('blocks', 'invalid_blocks_format');
  if (blocks === undefined) return undefined;
  if (!isList(blocks)) throw new Refusal('invalid_blocks_format');
  const findings = findingsInBlocks(blocks);
  if (findings.length > 0) throw new Refusal('invalid_blocks', findings);
  if (blocksTooLong(blocks)) throw new Refusal('msg_blocks_too_long');
  return blocks;
}

function attachmentsIn(args: Arguments): unknown[] | undefined {
  const attachments = args.structure('attachments', 'invalid_attachments');
  if (attachments === undefined) return undefined;
  if (!isList(attachments)) throw new Refusal('invalid_attachments');
  if (attachments.length > ATTACHMENTS_MAX) throw new Refusal('too_many_attachments');
  const findings = attachments.flatMap((one, at) =>
    isObject(one) && one['blocks'] !== undefined
      ? findingsInBlocks(one['blocks']).map((said) =>
          said.replace('json-pointer:', `json-pointer:/attachments/${at}`),
        )
      : [],
  );
  if (findings.length > 0) throw new Refusal('invalid_blocks', findings);
  return attachments;
}

/** `{}` takes away what there was. */
function metadataIn(args: Arguments): Metadata | null | undefined {
  const metadata = args.structure('metadata', 'invalid_metadata_format');
  if (metadata === undefined) return undefined;
  if (!isObject(metadata)) throw new Refusal('invalid_metadata_format');
  if (Object.keys(metadata).length === 0) return null;
  const { event_type, event_payload } = metadata;
  if (typeof event_type !== 'string' || !isObject(event_payload))
    throw new Refusal('invalid_metadata_schema');
  if (Buffer.byteLength(JSON.stringify(metadata)) > METADATA_BYTES_MAX)
    throw new Refusal('metadata_too_large');
  return { event_type, event_payload };
}
