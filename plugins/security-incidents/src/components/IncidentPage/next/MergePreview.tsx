import { useId } from 'react';
import { useTranslation } from '../../../translation';
import type { NamedIncident } from '../../common';
import page from '../IncidentPage.module.css';

/** Shows which incident ends and which one continues, before they are merged. */
export function MergePreview(props: {
  from: NamedIncident;
  into: NamedIncident;
}) {
  const { t } = useTranslation();
  const titleId = useId();
  const parts = [
    {
      incident: props.from,
      effect: t('incidentPage.nextStep.dialog.mergeEnds'),
    },
    {
      incident: props.into,
      effect: t('incidentPage.nextStep.dialog.mergeGoesOn'),
    },
  ];
  return (
    <div role="group" aria-labelledby={titleId}>
      <div id={titleId} className={page.strong}>
        {t('incidentPage.nextStep.dialog.mergeTitle')}
      </div>
      <ol className={page.list}>
        {parts.map(({ incident, effect }) => (
          <li key={incident.key} className={page.item}>
            <div className={page.strong}>
              {incident.key} {incident.title}
            </div>
            <div className={page.quiet}>{effect}</div>
          </li>
        ))}
      </ol>
    </div>
  );
}
