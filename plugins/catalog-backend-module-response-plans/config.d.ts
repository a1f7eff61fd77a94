export interface Config {
  securityIncidents?: {
    responsePlans?: {
      /**
       * Puts the twelve plans that come with the module into the catalog, filled in for this organisation. Without this
       * block none of them is there.
       */
      defaults?: {
        /**
         * Who approved the plans, and on which day (`2026-05-04`). Without it they are drafts, which are never selected.
         */
        approval?: { by: string; at: string };
        /**
         * Who takes the place of each group that the plans speak of, by the name of that group: full refs of users or
         * groups, such as `incident-response: group:default/security-operations`. The README lists the names.
         */
        groups?: { [name: string]: string };
        /** How to reach the contacts that the plans name. */
        contacts?: Array<{
          name: string;
          phone?: string;
          email?: string;
          url?: string;
        }>;
        /** Names of plans to leave out, because the organisation has its own. */
        exclude?: string[];
      };
    };
  };
}
