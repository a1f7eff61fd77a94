export { getLabels, getRsitTypeText } from './labels';
export {
  securityIncidentsTranslationRef,
  type Translate,
  useTranslation,
} from './translation';
