export { getLabels, getRsitTypeText } from './labels';
export { capitalize, formatNumber, getLocale, toMidSentence } from './locale';
export {
  securityIncidentsReadinessTranslationRef,
  useReadinessTranslation,
} from './readiness';
export { getTimeWords } from './timeWords';
export {
  securityIncidentsSharedTranslationRef,
  useSharedTranslation,
} from './shared';
export { securityIncidentsTranslationRef, useTranslation } from './translation';
export { toKey } from './toKey';
export type {
  MessageKey,
  ReadinessTranslate,
  SharedMessageKey,
  SharedTranslate,
  Translate,
} from './types';
