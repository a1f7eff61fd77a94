import type {
  ResponsePlanSpec,
  ResponsePlanStatus,
} from 'backstage-plugin-security-incidents-common';
import { EntityLink } from '../../navigation';
import { type Translate, useTranslation } from '../../translation';
import { toClassificationText, toSeveritiesText } from './planText';
import styles from './PlanPage.module.css';
import { Section } from './Section';
import { Selector } from './Selector';

/** How many services it covers, of those that the reader may see. */
function toServicesText(
  t: Translate,
  services: ResponsePlanStatus['services'] | undefined,
  { lifecycle }: ResponsePlanSpec,
): string | undefined {
  if (!services) return undefined;
  if (lifecycle !== 'approved') return t('planPage.scope.notApproved');
  const { covered, first } = services;
  if (covered === 0) return t('planPage.scope.none');
  const counted = t('planText.services', { count: covered });
  return first === covered
    ? counted
    : t('planPage.scope.coveredFirst', {
        services: counted,
        first: String(first),
      });
}

/** The services and the incidents that the plan is for. */
export function ScopeCard(props: {
  spec: ResponsePlanSpec;
  services?: ResponsePlanStatus['services'];
}) {
  const { spec } = props;
  const { t } = useTranslation();
  const { entities = [], selectors = [] } = spec.appliesTo ?? {};
  const { classifications, severities } = spec.triggers;
  const isDefault = entities.length + selectors.length === 0;
  return (
    <Section
      title={t('planPage.scope.title')}
      aside={toServicesText(t, props.services, spec)}
    >
      <ul className={styles.list}>
        {entities.map(ref => (
          <li key={ref} className={styles.item}>
            {t('planPage.scope.entity', {
              entity: <EntityLink entityRef={ref} />,
            })}
          </li>
        ))}
        {selectors.map(selector => (
          <li key={JSON.stringify(selector)} className={styles.item}>
            <Selector selector={selector} />
          </li>
        ))}
        {isDefault && (
          <li className={styles.item}>{t('planPage.scope.companyDefault')}</li>
        )}
      </ul>
      <h3 className={styles.subtitle}>{t('planPage.scope.incidents')}</h3>
      <ul className={styles.list}>
        {(
          classifications?.map(value => toClassificationText(t, value)) ?? [
            t('planPage.scope.everyClass'),
          ]
        ).map(text => (
          <li key={text} className={styles.item}>
            {text}
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>
        {severities
          ? t('planPage.scope.severities', {
              severities: toSeveritiesText(t, severities),
            })
          : t('planPage.scope.everySeverity')}
      </p>
    </Section>
  );
}
