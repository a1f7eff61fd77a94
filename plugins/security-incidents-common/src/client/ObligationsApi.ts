import type {
  DecideObligationRequest,
  IncidentObligations,
  Obligation,
  ObligationPage,
  ObligationRules,
  PageRequest,
  RaiseObligationRequest,
} from '../model';
import type { ObligationFilterValues } from '../queries';
import type { CallOptions } from './SecurityIncidentsApi';

/** Filters, order and page of `GET /obligations`. @public */
export type ObligationQuery = ObligationFilterValues &
  PageRequest & {
    /** `due`: soonest first, then those without a due time; `decided`: the last decision first. Defaults to `due`. */
    orderBy?: 'due' | 'decided';
  };

/** Calls about duties to notify, their clocks and decisions. @public */
export interface ObligationsApi {
  /** A page of the register. */
  listObligations(
    query?: ObligationQuery,
    options?: CallOptions,
  ): Promise<ObligationPage>;
  /** Every rule with its state and source. */
  getObligationRules(options?: CallOptions): Promise<ObligationRules>;
  /** The obligations of an incident with the moments that start their clocks. */
  getIncidentObligations(
    idOrKey: string,
    options?: CallOptions,
  ): Promise<IncidentObligations>;
  /** Decides about an obligation; `ifMatch` is the version of the obligation. */
  decideObligation(
    idOrKey: string,
    obligationId: string,
    request: DecideObligationRequest,
    options?: CallOptions,
  ): Promise<Obligation>;
  /** Raises an obligation of a rule that was not raised by itself. */
  raiseObligation(
    idOrKey: string,
    request: RaiseObligationRequest,
    options?: CallOptions,
  ): Promise<Obligation>;
  /** Reminds whoever decides about an open obligation, once a day. */
  remindObligation(
    idOrKey: string,
    obligationId: string,
    options?: CallOptions,
  ): Promise<Obligation>;
}
