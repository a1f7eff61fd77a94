import type {
  EscalateRequest,
  Escalation,
  Escalations,
  Incident,
  MajorRequest,
} from '../model';
import type { CallOptions } from './SecurityIncidentsApi';

/** The calls about escalations and major incidents. @public */
export interface ServiceLevelsApi {
  /** Who was told of the incident and why, oldest first, and who is going to be told next. */
  listEscalations(idOrKey: string, options?: CallOptions): Promise<Escalations>;
  /** Tells people now, for a reason that they read. */
  escalate(
    idOrKey: string,
    request: EscalateRequest,
    options?: CallOptions,
  ): Promise<Escalation>;
  /** Declares a major incident, declines a proposal to, or ends one. */
  decideMajor(
    idOrKey: string,
    request: MajorRequest,
    options?: CallOptions,
  ): Promise<Incident>;
}
