import type {
  Escalation,
  Escalations,
  Incident,
  ParsedEscalate,
  ParsedMajor,
} from 'backstage-plugin-security-incidents-common';
import type { Done } from '../incidents/IncidentsService';

/** Escalations and major incidents. @public */
export interface ServiceLevelsService<Context> {
  /** Past escalations with their recipients, oldest first, and the next one. */
  listEscalations(idOrKey: string, context: Context): Promise<Escalations>;
  /** Escalates manually. */
  escalate(
    idOrKey: string,
    request: ParsedEscalate,
    context: Context,
  ): Promise<Done<Escalation>>;
  /** Declares or ends a major incident, or declines the proposal. */
  decideMajor(
    idOrKey: string,
    request: ParsedMajor,
    context: Context,
  ): Promise<Incident>;
}
