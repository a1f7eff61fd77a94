import { Card, CardBody, CardHeader } from '@backstage/ui';
import { useTranslation } from '../../../translation';
import { KeyCap } from '../../common';
import print from '../../common/print.module.css';
import styles from '../IncidentPage.module.css';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import { useWhomToAsk } from '../useWhomToAsk';
import { Composer } from './Composer';
import { useStepDraft } from './useStepDraft';

/** Where a resolution step is written. */
export function ComposerCard() {
  const { incident, me } = useIncidentRecord();
  const { t } = useTranslation();
  const whom = useWhomToAsk();
  const { rights } = incident;
  const frozen = isFrozen(incident);
  const drafted = useStepDraft(incident, me);
  // Closing the incident while somebody writes must not take the text away.
  const shown = rights.recordStep && (!frozen || drafted.draft.text !== '');
  // A record that is over needs no card for a reader who writes no steps.
  if (frozen && !rights.recordStep) return null;
  return (
    <Card
      aria-label={t('incidentPage.composer.title')}
      id="record-a-step"
      className={print.screenOnly}
    >
      <CardHeader>
        <h2 className={styles.cardTitle}>
          {t('incidentPage.composer.title')} {shown && <KeyCap>R</KeyCap>}
        </h2>
      </CardHeader>
      <CardBody>
        {frozen && (
          <p className={`${styles.quiet} ${styles.flush}`}>
            {t('incidentPage.composer.frozen')}
          </p>
        )}
        {shown && <Composer frozen={frozen} drafted={drafted} />}
        {!rights.recordStep && !frozen && (
          <p className={`${styles.quiet} ${styles.flush}`}>
            {t('incidentPage.composer.cannot', { whom })}
          </p>
        )}
      </CardBody>
    </Card>
  );
}
