import { Link } from '@backstage/ui';
import type {
  PlanRole,
  ResponsePlanSpec,
} from 'backstage-plugin-security-incidents-common';
import { listText } from './planText';
import styles from './PlanPage.module.css';
import { Principals } from './Principal';
import { Section } from './Section';
import { StateMark } from '../common';

type Contact = NonNullable<ResponsePlanSpec['contacts']>[number];

function Role({ role, spec }: { role: PlanRole; spec: ResponsePlanSpec }) {
  const assign = role.assign ?? [];
  return (
    <li className={styles.item}>
      <div className={styles.between}>
        <span>
          <strong>{role.title}</strong>{' '}
          {role.required && <span className={styles.quiet}>required</span>}
        </span>
        {assign.length > 0 ? (
          <Principals targets={assign} spec={spec} between=", else " />
        ) : (
          <span className={styles.pair}>
            <StateMark state="late" />
            nobody
          </span>
        )}
      </div>
      {role.responsibilities && (
        <div className={styles.quiet}>
          {listText(role.responsibilities, ';').replace(/ ;/g, ';')}
        </div>
      )}
      {role.deputy && (
        <div className={styles.quiet}>
          Deputy: <Principals targets={[role.deputy]} spec={spec} />
        </div>
      )}
    </li>
  );
}

function ContactRow({ contact }: { contact: Contact }) {
  const { name, phone, email, url, when } = contact;
  return (
    <li className={styles.item}>
      <div className={styles.between}>
        <span>{name}</span>
        <span className={styles.pair}>
          {phone && (
            <Link href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</Link>
          )}
          {email && <Link href={`mailto:${email}`}>{email}</Link>}
          {url && (
            <a href={url} target="_blank" rel="noopener noreferrer">
              page
            </a>
          )}
          {!phone && !email && !url && (
            <>
              <StateMark state="late" />
              to be filled in
            </>
          )}
        </span>
      </div>
      {when && <div className={styles.quiet}>{when}</div>}
    </li>
  );
}

/** Who does what, in the order in which somebody is looked for, and whom to call outside. */
export function RolesCard({ spec }: { spec: ResponsePlanSpec }) {
  return (
    <Section title="Roles">
      <ul className={styles.list}>
        {spec.roles.map(role => (
          <Role key={role.id} role={role} spec={spec} />
        ))}
      </ul>
      {spec.contacts && spec.contacts.length > 0 && (
        <>
          <h3 className={styles.subtitle}>Contacts</h3>
          <ul className={styles.list}>
            {spec.contacts.map(contact => (
              <ContactRow key={contact.name} contact={contact} />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
