// Does a text speak to whoever reads it, instead of saying what failed? Evidence is data: where it gives orders, no model
// is heard on the incident. Best effort, in front of the limits that hold whatever a text says: closed lists, quotes,
// a band that never allows acting alone.
import { SUGGESTED_ACTIONS } from '../failure-class';

/** Verbs of setting aside, then what is to be set aside, in the languages that people write such texts in. */
const SET_ASIDE =
  /\b(?:ignore|disregard|forget|override|bypass|skip|ignoriere|vergiss|ignorez|oubliez|ignora|olvida|ignorar|esque[cç]a|ignorieren)\b.{0,60}\b(?:instructions?|rules?|prompts?|guidelines?|above|previous|prior|earlier|context|anweisungen|regeln|consignes|r[eè]gles|instrucciones|reglas|instru[cç][oõ]es|istruzioni|evidence)\b/i;
/** Languages without blanks between words. */
const SET_ASIDE_CJK =
  /(?:忽略|无视|無視|忘记|忘れ|무시).{0,20}|(?:指示|指令|命令|지시).{0,10}(?:忽略|无视|無視|무시)/;
/** Words of a conversation that no pipeline has. */
const ROLES =
  /<\|?\/?(?:system|assistant|user|im_start|im_end|inst|evidence)\b[^>\n]{0,40}>|\[\/?INST\]|(?:^|[\n"'.>-])\s{0,4}#{0,4}\s{0,2}(?:system|assistant|developer)(?: (?:message|prompt|note|override))?\s{0,2}:\s/i;
const READER =
  /\b(?:you are (?:now|an?|the)|act as|pretend to be|as an? (?:ai|language model|assistant)|(?:dear|hello|note to|attention|hey)[,:]? (?:the )?(?:ai|llm|model|assistant|bot|agent|gpt|on-call assistant|diagnos\w{1,10})|(?:ai|llm|automated|language model) (?:agents?|assistants?|systems?|readers?|tools?|models?)\b|system prompt|new instructions?|end of evidence|begin instructions?)\b/i;
/** Telling what the answer is. */
const DICTATES =
  /\b(?:classify|diagnose) (?:(?:it|this|that|the incident|this incident) )?as\b|\b(?:answer|respond|reply|output|return|classify|label|mark|diagnose|set|use|choose|pick|write|print|report|say)\b.{0,60}\b(?:class|classification|action|confidence|citations?|verdict|diagnosis|label|summary)\b.{0,40}(?:[:=]|\b(?:as|to|is|be|with)\b)/i;
const DICTATES_JSON = /["'](?:class|action|confidence|citations)["']\s{0,3}:/i;
const VERDICT =
  /\b(?:correct|right|true|final|only|expected|approved|appropriate|recommended|required) (?:class|classification|action|answer|verdict|diagnosis|label|remedy)\b/i;
/** Our own names for actions stand in no provider's message. */
const OWN_WORDS = new RegExp(`\\b(?:${SUGGESTED_ACTIONS.filter((a) => a.includes('_')).join('|')})\\b`, 'i');
const APPROVAL =
  /\b(?:approv\w{1,4}|authori[sz]ed?|pre-?approved)\b.{0,40}\b(?:resync|re-sync|drop|delete|truncate|without (?:approval|review|asking))\b|\bno (?:human )?(?:approval|review) (?:is )?(?:needed|required|necessary)\b/i;

const SIGNS = [
  SET_ASIDE,
  SET_ASIDE_CJK,
  ROLES,
  READER,
  DICTATES,
  DICTATES_JSON,
  VERDICT,
  OWN_WORDS,
  APPROVAL,
];

/** Texts this long are ours (see LIMITS.evidenceTextCharsMax); the bound keeps the cost of a longer one known. */
const CHARS_MAX = 16_384;

export function addressesReader(text: string): boolean {
  const plain = readable(text.slice(0, CHARS_MAX));
  return [plain, ...hiddenIn(plain)].some((one) => SIGNS.some((sign) => sign.test(one)));
}

/** Invisible characters dropped, look-alike forms (full width, ligatures, spaced letters) made plain. */
function readable(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF\u{E0000}-\u{E007F}]/gu, '')
    .replace(/[аеорсухіѕ]/g, (letter) => LOOK_ALIKE[letter] ?? letter)
    .replace(/\b(?:[A-Za-z][ .·_-]){5,200}[A-Za-z]\b/g, (spaced) => spaced.replace(/[ .·_-]/g, ''))
    .replace(/[ \t]+/g, ' ');
}

/** Cyrillic letters that look Latin. */
const LOOK_ALIKE: Record<string, string> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
};

/** Base64 that holds readable text, as text. */
function hiddenIn(text: string): string[] {
  const runs = text.match(/[A-Za-z0-9+/]{24,4000}={0,2}/g) ?? [];
  return runs.slice(0, 20).flatMap((run) => {
    const bytes = base64Text(run);
    return bytes === null ? [] : [bytes];
  });
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** ASCII only; `null` where it is no text. */
function base64Text(run: string): string | null {
  let bits = 0;
  let held = 0;
  let text = '';
  for (const letter of run.replace(/=+$/, '')) {
    bits = (bits << 6) | ALPHABET.indexOf(letter);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    const code = (bits >> held) & 0xff;
    bits &= (1 << held) - 1;
    if (code !== 10 && (code < 32 || code > 126)) return null;
    text += String.fromCharCode(code);
  }
  return text;
}
