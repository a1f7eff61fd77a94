import type { RsitClass } from 'backstage-plugin-security-incidents-common';

export const GDPR_TO_AUTHORITY = 'gdpr-33-1';
export const GDPR_TO_PEOPLE = 'gdpr-34';
export const DORA_INITIAL = 'dora-initial';
export const CARD_GATEWAY = 'card-gateway-14-2';

/** A notification of the authority about a handled incident. Durations are from the report. */
export interface NotificationStory {
  /** Title of the incident. */
  of: string;
  /** Why it had to be sent. */
  reason: string;
  /** When the company became aware; before the declaration unless set. */
  awareAfter?: string;
  /** While the incident was handled unless set. */
  sentAfter?: string;
  lateBecause?: string;
}

export const notifications: NotificationStory[] = [
  {
    of: 'Card tokens written to debug logs',
    reason: 'Tokens belong to people, and twelve colleagues could read them.',
  },
  {
    of: 'Merchant sessions taken over with a stolen token',
    reason: 'Contacts of merchants were readable in four sessions.',
  },
  {
    of: 'Support role could read full payment history',
    reason: 'Payment histories of customers were readable without need.',
    awareAfter: 'PT32M',
    sentAfter: 'PT26H52M',
  },
  {
    of: 'Tokens could be matched across merchants',
    reason: 'Purchases of one person could be joined across shops.',
  },
  {
    of: 'Cart of another customer shown after sign-in',
    reason: 'Carts show what a person buys, and their town.',
  },
  {
    of: 'Order numbers accepted without an owner check',
    reason: 'Orders with names and addresses could be read by number.',
  },
  {
    of: 'Forty customer accounts taken over',
    reason: 'Forty customers were signed in by somebody else.',
  },
  {
    of: 'Return labels showed the address of others',
    reason: 'Names and addresses of customers went to others.',
  },
  {
    of: 'Export with customer names left in a shared folder',
    reason: 'Customer names were readable by two departments.',
  },
  {
    of: 'Customer list exported before a resignation',
    reason: 'Names and addresses left the company.',
  },
  {
    of: 'Admin rights granted outside office hours',
    reason: 'The accounts could read the data of all customers.',
  },
  {
    of: 'Admin role granted to a contractor',
    reason: 'The contractor could read the shifts of all colleagues.',
  },
  {
    of: 'Laptop of a support agent lost on a train',
    reason: 'Customer data was on the disk.',
    awareAfter: 'PT35M',
    sentAfter: 'PT75H50M',
    lateBecause: 'The disk was found to be encrypted only on the third day.',
  },
];

/** When open incidents were assessed in full, by their title. Durations are from the report. */
export const assessedOpen: Record<string, { after: string; reason: string }> = {
  'Upload worker runs an outdated image library': {
    after: 'PT6H15M',
    reason: 'Product pictures only. No picture shows a person.',
  },
  'Warehouse tablets share one account': {
    after: 'PT22H',
    reason: 'The tablets show parcels by number, no names.',
  },
  'Phishing page imitating our checkout': {
    after: 'PT4H10M',
    reason:
      'The page ran elsewhere. No data of ours was on it, nobody signed in.',
  },
};

/** Why the authority is not notified, by the class of the incident. */
export const NO_PERSONAL_DATA: Partial<Record<RsitClass, string>> = {
  availability: 'No data of a person was read, changed or lost.',
  vulnerable: 'Nobody used the weakness, as the access logs show.',
  'intrusion-attempts': 'The attempts failed; nobody got to data of a person.',
  'information-gathering': 'Nothing that concerns a person was read.',
  fraud: 'No data of a person came from us.',
  'information-content-security': 'No record of it names a person.',
  intrusions: 'The account had no way to data of a person.',
  'malicious-code': 'It did not run where there is data of a person.',
};
export const NOBODY_CONCERNED = 'Looked through; it concerns no person.';

/** Why the other obligations do not apply, by rule. */
export const NOT_APPLICABLE: Record<string, string> = {
  [GDPR_TO_PEOPLE]: 'No high risk to the people was found.',
  [DORA_INITIAL]:
    'Below the thresholds of the regulation for clients, duration and loss.',
};
