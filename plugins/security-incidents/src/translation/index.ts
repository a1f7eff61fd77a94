export { getLabels, getRsitTypeText } from './labels';
export { getTimeWords } from './timeWords';
export {
  type MessageKey,
  securityIncidentsTranslationRef,
  type Translate,
  useTranslation,
} from './translation';
export { toKey } from './toKey';
