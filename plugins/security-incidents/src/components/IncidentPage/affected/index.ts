export { AffectedCard } from './AffectedCard';
