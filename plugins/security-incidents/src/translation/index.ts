export {
  securityIncidentsTranslationRef,
  type Translate,
  useTranslation,
} from './translation';
