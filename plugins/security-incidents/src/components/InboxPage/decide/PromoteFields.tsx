import { useApi } from '@backstage/core-plugin-api';
import { Checkbox, TextField } from '@backstage/ui';
import {
  type ApplicablePlans,
  RSIT_CLASSES,
  type RsitClass,
  SEVERITIES,
} from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../../api';
import { usePlanLink } from '../../../hooks';
import { AppLink } from '../../../navigation';
import { queryKeys, usePanelQuery } from '../../../queries';
import { getLabels, useTranslation } from '../../../translation';
import { EntityCombobox } from '../../common';
import { ChoiceField, choicesOf } from '../../IncidentPage/fields';
import type { FieldsProps } from './Decide';
import styles from './Decide.module.css';

const KINDS = ['component', 'api', 'resource'];

/** The plan that the new incident would get; nothing while that is unknown. */
function PlanHint(props: { entityRef: string; rsitClass?: RsitClass }) {
  const { entityRef, rsitClass } = props;
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const planLink = usePlanLink();
  const { data } = usePanelQuery<ApplicablePlans>({
    queryKey: queryKeys.entityPart(entityRef, 'plans'),
    queryFn: ({ signal }) => api.getApplicablePlans({ entityRef }, { signal }),
  });
  if (!data) return null;
  const planRef = rsitClass && data.byClass[rsitClass];
  const plan =
    data.items.find(item => item.planRef === planRef) ??
    (rsitClass ? undefined : data.items[0]);
  return (
    <p className={styles.quiet}>
      {plan
        ? t('inbox.decide.promote.plan', {
            plan: (
              <AppLink to={planLink(plan.planRef)} className={styles.link}>
                {`${plan.title} ${plan.version ?? ''}`}
              </AppLink>
            ),
          })
        : t('inbox.decide.promote.noPlan')}
    </p>
  );
}

/** What the new incident is called and about; all of it comes from the detection. */
export function PromoteFields({ details, draft, change }: FieldsProps) {
  const { t } = useTranslation();
  const entityRef = details.entityRef ?? draft.service?.entityRef;
  return (
    <>
      <TextField
        label={t('inbox.decide.promote.title')}
        value={draft.title}
        onChange={title => change({ title })}
        isRequired
      />
      <div className={styles.pair}>
        <ChoiceField
          label={t('inbox.decide.promote.severity')}
          choices={[...SEVERITIES]
            .reverse()
            .map(id => ({ id, label: t(`term.severity.${id}`) }))}
          value={draft.severity}
          onChange={severity => change({ severity })}
        />
        <ChoiceField
          label={t('inbox.decide.promote.class')}
          choices={choicesOf(RSIT_CLASSES, getLabels(t, 'rsitClass'))}
          value={draft.class}
          onChange={rsitClass => change({ class: rsitClass })}
        />
      </div>
      {!details.entityRef && (
        <>
          <EntityCombobox
            label={t('inbox.decide.promote.service')}
            kinds={KINDS}
            value={draft.service}
            onChange={service => change({ service })}
          />
          <Checkbox
            isSelected={draft.isServiceUnknown}
            isDisabled={draft.service !== undefined}
            onChange={isServiceUnknown => change({ isServiceUnknown })}
          >
            {t('inbox.decide.promote.unknownService')}
          </Checkbox>
        </>
      )}
      {entityRef && <PlanHint entityRef={entityRef} rsitClass={draft.class} />}
    </>
  );
}
