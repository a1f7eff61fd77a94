export { getLabels, getRsitTypeText } from './labels';
export { capitalize, formatNumber, getLocale, toMidSentence } from './locale';
export { getTimeWords } from './timeWords';
export {
  type MessageKey,
  securityIncidentsTranslationRef,
  type Translate,
  useTranslation,
} from './translation';
export { toKey } from './toKey';
