export { FactsCard } from './FactsCard';
export { FactsDialog } from './FactsDialog';
