export { EvidenceCount, EvidenceView } from './EvidenceView';
