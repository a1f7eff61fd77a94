import type {
  EscalateRequest,
  Escalation,
  Escalations,
  Incident,
  MajorRequest,
} from '../model';
import type { CallOptions } from './SecurityIncidentsApi';

/** Calls about escalations and major incidents. @public */
export interface ServiceLevelsApi {
  /** Escalations, oldest first, and the next one. */
  listEscalations(idOrKey: string, options?: CallOptions): Promise<Escalations>;
  /** Escalates now, for a stated reason. */
  escalate(
    idOrKey: string,
    request: EscalateRequest,
    options?: CallOptions,
  ): Promise<Escalation>;
  /** Declares or ends a major incident, or declines a proposed one. */
  decideMajor(
    idOrKey: string,
    request: MajorRequest,
    options?: CallOptions,
  ): Promise<Incident>;
}
