import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  ResponsePlanSpec,
  ResponsePlanStatus,
} from 'backstage-plugin-security-incidents-common';
import { classificationText, selectorText, severitiesText } from './planText';
import styles from './PlanPage.module.css';
import { Principals } from './Principal';
import { Section } from './Section';

/** How many services it would apply to, of those that the reader may see. */
function servicesText(
  services: ResponsePlanStatus['services'] | undefined,
  { lifecycle }: ResponsePlanSpec,
): string | undefined {
  if (!services) return undefined;
  const { covered, first } = services;
  if (lifecycle !== 'approved') return 'no service: not approved';
  if (covered === 0) return 'no service';
  const counted = `${covered} ${covered === 1 ? 'service' : 'services'}`;
  return first === covered ? counted : `${counted}, first choice of ${first}`;
}

/** Which services it is for, and which incidents. */
export function ScopeCard(props: {
  spec: ResponsePlanSpec;
  services?: ResponsePlanStatus['services'];
}) {
  const { spec } = props;
  const { entities = [], selectors = [] } = spec.appliesTo ?? {};
  const { classifications, severities } = spec.triggers;
  return (
    <Section
      title="Where it applies"
      aside={servicesText(props.services, spec)}
    >
      <ul className={styles.list}>
        {entities.map(ref => (
          <li key={ref} className={styles.item}>
            Names this entity: <EntityRefLink entityRef={ref} />
          </li>
        ))}
        {selectors.map(selector => (
          <li key={selectorText(selector)} className={styles.item}>
            {selectorText(selector)}
          </li>
        ))}
        {entities.length + selectors.length === 0 && (
          <li className={styles.item}>
            Everything that no other plan is made for: a default of the
            organisation
          </li>
        )}
      </ul>
      <h3 className={styles.subtitle}>For incidents of</h3>
      <ul className={styles.list}>
        {(classifications?.map(classificationText) ?? ['Every class']).map(
          text => (
            <li key={text} className={styles.item}>
              {text}
            </li>
          ),
        )}
      </ul>
      <p className={styles.quiet}>
        {severities
          ? `Severity ${severitiesText(severities)}`
          : 'Every severity'}
      </p>
    </Section>
  );
}

/** What must be there before an incident under this plan can be closed, and what the plan rests on. */
export function ClosureCard({ spec }: { spec: ResponsePlanSpec }) {
  const { closure, obligations, references } = spec;
  if (!closure && !obligations && !references) return null;
  return (
    <Section title="Before it is closed">
      <ul className={styles.list}>
        {closure?.review && (
          <li className={styles.item}>Post-incident review {closure.review}</li>
        )}
        {closure?.requireRootCause && (
          <li className={styles.item}>Root cause recorded</li>
        )}
        {closure?.approvers && (
          <li className={styles.item}>
            Approved by <Principals targets={closure.approvers} spec={spec} />
          </li>
        )}
        {obligations && (
          <li className={styles.item}>
            Duties assessed: {obligations.join(', ')}
          </li>
        )}
      </ul>
      {references && (
        <p className={styles.quiet}>
          {references.map(({ standard, clause, url }, at) => {
            const text = clause ? `${standard}, ${clause}` : standard;
            return (
              <span key={text}>
                {at > 0 && '; '}
                {url ? (
                  <a href={url} target="_blank" rel="noopener noreferrer">
                    {text}
                  </a>
                ) : (
                  text
                )}
              </span>
            );
          })}
        </p>
      )}
    </Section>
  );
}
