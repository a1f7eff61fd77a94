import { Link } from '@backstage/ui';
import type {
  PlanRole,
  ResponsePlanSpec,
} from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../translation';
import { StateMark } from '../common';
import styles from './PlanPage.module.css';
import { Principals } from './Principal';
import { Section } from './Section';

type Contact = NonNullable<ResponsePlanSpec['contacts']>[number];

function Role({ role, spec }: { role: PlanRole; spec: ResponsePlanSpec }) {
  const { t } = useTranslation();
  const assign = role.assign ?? [];
  return (
    <li className={styles.item}>
      <div className={styles.between}>
        <span>
          <strong>{role.title}</strong>{' '}
          {role.required && (
            <span className={styles.quiet}>{t('planPage.roles.required')}</span>
          )}
        </span>
        {assign.length > 0 ? (
          <Principals
            targets={assign}
            spec={spec}
            last={t('planText.orElse')}
          />
        ) : (
          <span className={styles.pair}>
            <StateMark state="late" />
            {t('planPage.roles.nobody')}
          </span>
        )}
      </div>
      {role.responsibilities && (
        <div className={styles.quiet}>{role.responsibilities.join('; ')}</div>
      )}
      {role.deputy && (
        <div className={styles.quiet}>
          {t('planPage.roles.deputy', {
            deputy: <Principals targets={[role.deputy]} spec={spec} />,
          })}
        </div>
      )}
    </li>
  );
}

function ContactRow({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
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
              {t('planPage.roles.website')}
            </a>
          )}
          {!phone && !email && !url && (
            <>
              <StateMark state="late" />
              {t('planPage.roles.noContact')}
            </>
          )}
        </span>
      </div>
      {when && <div className={styles.quiet}>{when}</div>}
    </li>
  );
}

/** Who has each role, in order of preference, and whom to call outside. */
export function RolesCard({ spec }: { spec: ResponsePlanSpec }) {
  const { t } = useTranslation();
  const { contacts = [] } = spec;
  return (
    <Section title={t('planPage.roles.title')}>
      <ul className={styles.list}>
        {spec.roles.map(role => (
          <Role key={role.id} role={role} spec={spec} />
        ))}
      </ul>
      {contacts.length > 0 && (
        <>
          <h3 className={styles.subtitle}>{t('planPage.roles.contacts')}</h3>
          <ul className={styles.list}>
            {contacts.map(contact => (
              <ContactRow key={contact.name} contact={contact} />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
