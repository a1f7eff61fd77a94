import type {
  IncidentObligations,
  Obligation,
  ObligationPage,
  ObligationRules,
  ParsedDecideObligation,
  ParsedRaiseObligation,
} from 'backstage-plugin-security-incidents-common';
import type { RegisterQuery } from './store/ObligationsStore';

/** A decision, with the version of the obligation that the caller looked at. */
export interface DecisionRequest {
  body: ParsedDecideObligation;
  seenVersion?: number;
}

/** What a request made. */
export interface Made<T> {
  value: T;
  /** Whether an earlier request with the same idempotency key made it. */
  replayed: boolean;
}

/** Duties to notify somebody outside. */
export interface ObligationsService<Context> {
  getOfIncident(
    idOrKey: string,
    context: Context,
  ): Promise<IncidentObligations>;
  decide(
    idOrKey: string,
    obligationId: string,
    request: DecisionRequest,
    context: Context,
  ): Promise<Made<Obligation>>;
  /** Raises an obligation by hand. */
  raise(
    idOrKey: string,
    request: ParsedRaiseObligation,
    context: Context,
  ): Promise<Made<Obligation>>;
  /**
   * Reminds whoever decides.
   *
   * @throws ConflictError when the last reminder is less than a day old
   */
  remind(
    idOrKey: string,
    obligationId: string,
    context: Context,
  ): Promise<Obligation>;
  list(query: RegisterQuery, context: Context): Promise<ObligationPage>;
  getRules(context: Context): Promise<ObligationRules>;
}
