export { ObligationsCount, ObligationsView } from './ObligationsView';
export { SoonestObligation } from './SoonestObligation';
