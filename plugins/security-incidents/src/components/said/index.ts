export { sayDuration, toEvidenceKind, toSaid } from './said';
