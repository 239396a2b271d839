import { createTokenizer } from '../../worker/text/tokenizer';
import type { LogParts } from '../measures/measure-live';

const MOST_TOKENS = 64;

/** Parts a log into its texts of up to 64 tokens and its longer ones. */
export function splitLog(texts: string[], tokenizerJson: string): LogParts {
  const { tokenize } = createTokenizer(JSON.parse(tokenizerJson), 512);
  const isShort = (text: string) => tokenize(text).length <= MOST_TOKENS;
  return { short: texts.filter(isShort), long: texts.filter((text) => !isShort(text)) };
}
