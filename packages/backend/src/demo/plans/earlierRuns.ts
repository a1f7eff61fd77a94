const PLAN = 'responseplan:default/';

/**
 * The plans that closed incidents followed, by the title of the incident. They are the first versions, which the company
 * used from the day on which it approved plans until this month.
 */
export const EARLIER_RUNS: Readonly<Record<string, string>> = {
  'Copy of the checkout page on a similar domain': `${PLAN}phishing`,
  'Export with customer names left in a shared folder': `${PLAN}data-leak`,
  'Score service trusted a header from outside': `${PLAN}phishing`,
  'Mails in our name from a foreign server': `${PLAN}phishing`,
  'Merchant sessions taken over with a stolen token': `${PLAN}exploited-vulnerability`,
  'Order numbers accepted without an owner check': `${PLAN}exploited-vulnerability`,
  'Return labels showed the address of others': `${PLAN}leaked-credential`,
  'Flawed compression library in the release pipeline': `${PLAN}exploited-vulnerability`,
  'Registry token printed in a build log': `${PLAN}data-leak`,
  'Image parser flaw reachable from uploads': `${PLAN}exploited-vulnerability`,
  'Source maps published with the release': `${PLAN}leaked-credential`,
  'Signing key older than its policy': `${PLAN}exposed-storage`,
  'Outdated cipher accepted by the webhook sender': `${PLAN}exposed-storage`,
  'Notebook server two versions behind': `${PLAN}exploited-vulnerability`,
  'Metrics of the ledger readable without sign-in': `${PLAN}exposed-storage`,
  'Admin page of the broker open to all staff': `${PLAN}exposed-storage`,
  'Deserialisation probe on the webhook listener': `${PLAN}exploited-vulnerability`,
  'Attempts against a form library': `${PLAN}account-takeover`,
  'Topic readable by every service account': `${PLAN}exposed-storage`,
  'Support role could read full payment history': `${PLAN}card-payments-leaked-credential`,
};

/** How long after its due time a task of an earlier run was done, by the title of the incident; all others were on time. */
export const LATE_TASKS: Readonly<Record<string, Record<string, string>>> = {
  'Source maps published with the release': { revoke: 'PT1H10M' },
  'Notebook server two versions behind': { verify: 'PT3H' },
  'Outdated cipher accepted by the webhook sender': { content: 'PT40M' },
  'Return labels showed the address of others': { preserve: 'PT20M' },
};
