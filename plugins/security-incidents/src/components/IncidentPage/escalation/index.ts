export { EscalationCard } from './EscalationCard';
export { EscalationsProvider, useEscalations } from './Escalations';
