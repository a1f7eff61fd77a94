export { MajorBadge } from './MajorBadge';
export { MajorBand } from './MajorBand';
export { useMajorDialog } from './useMajorDialog';
