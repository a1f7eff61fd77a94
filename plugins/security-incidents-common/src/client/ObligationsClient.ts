import type {
  DecideObligationRequest,
  IncidentObligations,
  Obligation,
  ObligationPage,
  ObligationRules,
  RaiseObligationRequest,
} from '../model';
import { HttpCalls } from './HttpCalls';
import type { ObligationQuery, ObligationsApi } from './ObligationsApi';
import { incidentPath, withQuery } from './paths';
import type { CallOptions } from './SecurityIncidentsApi';

/**
 * Client of the part of the HTTP API about obligations.
 * @public
 */
export class ObligationsClient implements ObligationsApi {
  readonly #calls: HttpCalls;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#calls = new HttpCalls(options);
  }

  listObligations(query: ObligationQuery = {}, options?: CallOptions) {
    const path = withQuery('/obligations', query);
    return this.#calls.get<ObligationPage>(path, options);
  }

  getObligationRules(options?: CallOptions) {
    return this.#calls.get<ObligationRules>('/obligation-rules', options);
  }

  getIncidentObligations(idOrKey: string, options?: CallOptions) {
    return this.#calls.get<IncidentObligations>(
      incidentPath(idOrKey, 'obligations'),
      options,
    );
  }

  decideObligation(
    idOrKey: string,
    obligationId: string,
    request: DecideObligationRequest,
    options?: CallOptions,
  ) {
    return this.#calls.send<Obligation>(
      'POST',
      incidentPath(idOrKey, 'obligations', obligationId, 'decision'),
      request,
      options,
    );
  }

  raiseObligation(
    idOrKey: string,
    request: RaiseObligationRequest,
    options?: CallOptions,
  ) {
    return this.#calls.send<Obligation>(
      'POST',
      incidentPath(idOrKey, 'obligations'),
      request,
      options,
    );
  }

  remindObligation(
    idOrKey: string,
    obligationId: string,
    options?: CallOptions,
  ) {
    return this.#calls.send<Obligation>(
      'POST',
      incidentPath(idOrKey, 'obligations', obligationId, 'reminders'),
      {},
      options,
    );
  }
}
