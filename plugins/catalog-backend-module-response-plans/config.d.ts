export interface Config {
  /** Settings of Security Incidents. */
  securityIncidents?: {
    /** Response plans. */
    responsePlans?: {
      /**
       * Adds the twelve default plans to the catalog. Without this block no plan is added.
       */
      defaults?: {
        /**
         * Who approved the plans, and on which day (`2026-05-04`). Without it they are drafts, which are never selected.
         */
        approval?: { by: string; at: string };
        /**
         * Users or groups that replace the groups of the plans, by group name: full refs, such as
         * `incident-response: group:default/security-operations`. The README lists the names.
         */
        groups?: { [name: string]: string };
        /** Contact details for the contacts in the plans. */
        contacts?: Array<{
          name: string;
          phone?: string;
          email?: string;
          url?: string;
        }>;
        /** Names of plans to leave out, for example because the organisation has its own. */
        exclude?: string[];
      };
    };
  };
}
