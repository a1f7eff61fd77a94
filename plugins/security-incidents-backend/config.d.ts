export interface Config {
  /** Settings of Security Incidents. */
  securityIncidents?: {
    /**
     * First part of incident keys, 2 to 10 capital letters; `SEC` unless set.
     */
    keyPrefix?: string;
    /**
     * How many days a closed incident can be re-opened; 30 unless set. Later, a new incident is reported.
     */
    reopenWithinDays?: number;
  };
}
