export { EscalateDialog } from './EscalateDialog';
export { EscalationCard } from './EscalationCard';
export { EscalationsProvider, useEscalations } from './Escalations';
