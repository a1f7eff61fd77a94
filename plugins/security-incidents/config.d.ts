export interface Config {
  /** Settings of Security Incidents. */
  securityIncidents?: {
    /**
     * Time zone of times on pages: `local` for the zone of the reader's browser, or a zone of the IANA database such as
     * `UTC` or `Europe/Berlin` for everybody. Tooltips always say UTC. Default: `local`.
     * @visibility frontend
     */
    timeZone?: string;
    /**
     * Scaffolder template that proposes a response plan, as an entity ref such as `template:default/response-plan`, as a
     * path of the app such as `/create/templates/default/response-plan` or as a URL. Plans without an edit URL lead to it.
     * @visibility frontend
     */
    planTemplate?: string;
  };
}
