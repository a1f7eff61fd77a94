export interface Config {
  /** Settings of Security Incidents. */
  securityIncidents?: {
    /**
     * Time zone of times on pages: `local` for the zone of the reader's browser, or a zone of the IANA database such as
     * `UTC` or `Europe/Berlin` for everybody. Tooltips always say UTC. Default: `local`.
     * @visibility frontend
     */
    timeZone?: string;
  };
}
