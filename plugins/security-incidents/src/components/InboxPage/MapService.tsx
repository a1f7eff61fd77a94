import { Alert, Button } from '@backstage/ui';
import type { DetectionDetails } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { useTranslation } from '../../translation';
import { EntityName } from '../common';
import { useMayConfigure } from '../detections';
import styles from './DetectionDetail.module.css';
import { MapDialog } from './MapDialog';
import type { Inbox } from './useInbox';
import { useMapping } from './useMapping';

/** Asks for the service of a detection that has none: the likely ones, or a search. */
export function MapService(props: { inbox: Inbox; details: DetectionDetails }) {
  const { inbox, details } = props;
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<{ asRule: boolean }>();
  const { map, pending, problem } = useMapping(inbox, details);
  const { allowed: mayConfigure } = useMayConfigure();
  const mayMakeRule = mayConfigure && Object.keys(details.labels).length > 0;
  return (
    <section className={styles.map} aria-label={t('inbox.map.title')}>
      <span className={styles.strong}>{t('inbox.map.title')}</span>
      <span className={styles.quiet}>{t('inbox.map.hint')}</span>
      {problem && (
        <div role="alert">
          <Alert status="danger" title={problem.message} />
        </div>
      )}
      <div className={styles.buttons}>
        {details.likelyEntityRefs.map(entityRef => (
          <Button
            key={entityRef}
            variant="secondary"
            size="small"
            isDisabled={pending}
            onPress={() => map({ entityRef })}
          >
            {t('inbox.map.to', {
              service: <EntityName entityRef={entityRef} />,
            })}
          </Button>
        ))}
        <Button
          variant="secondary"
          size="small"
          onPress={() => setDialog({ asRule: false })}
        >
          {t('inbox.map.choose')}
        </Button>
        {mayMakeRule && (
          <Button
            variant="tertiary"
            size="small"
            onPress={() => setDialog({ asRule: true })}
          >
            {t('inbox.map.asRule')}
          </Button>
        )}
      </div>
      {dialog && (
        <MapDialog
          inbox={inbox}
          details={details}
          asRule={dialog.asRule}
          onClose={() => setDialog(undefined)}
        />
      )}
    </section>
  );
}
