export { FactsCard } from './FactsCard';
