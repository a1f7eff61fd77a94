/** What the load generator sends. */
export interface LoadPlan {
  port: number;
  sourceId: string;
  secret: string;
  /** Number of the first alert; each alert is another finding. */
  first: number;
  alerts: number;
  /** Part of the deliveries that are sent a second time, from 0 to 1. */
  redelivered: number;
  /** Deliveries begin at this rate, whether or not earlier ones were answered. Absent: as fast as `clients` allow. */
  perSecond?: number;
  /** Deliveries in flight at a time, when there is no rate. */
  clients: number;
  /** Names of services that the alerts are about. */
  services: string[];
  /** No delivery begins after this time. */
  atMostMs: number;
}

export interface LoadResult {
  /** Deliveries that were answered with 202, redeliveries included. */
  accepted: number;
  /** Answers with another status, by status; `none` stands for no answer. */
  refused: Record<string, number>;
  /** Deliveries that were never accepted, after all attempts. */
  lost: number;
  durationMs: number;
  /** Time of each delivery from when it was due to the answer that accepted it. */
  latenciesMs: number[];
}
