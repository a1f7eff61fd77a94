import type { AffectedEntity } from 'backstage-plugin-security-incidents-common';
import { EntityLink } from '../../../navigation';
import { useTranslation } from '../../../translation';
import { Time } from '../../common';
import styles from '../IncidentPage.module.css';

/** Who owned a service when it was linked, and who owns it now. */
export function Owners({ entity }: { entity: AffectedEntity }) {
  const { t } = useTranslation();
  const then = entity.snapshot.ownerRef;
  const now = entity.now?.ownerRef;
  const toLink = (ref: string) => <EntityLink entityRef={ref} hideIcon />;
  if (!then && !now) {
    return (
      <div className={styles.quiet}>{t('incidentPage.affected.noOwner')}</div>
    );
  }
  if (then && then === now) {
    return (
      <div className={`${styles.pair} ${styles.quiet}`}>
        {t('incidentPage.affected.ownerUnchanged', { owner: toLink(then) })}
      </div>
    );
  }
  if (then && entity.now?.state === 'unknown') {
    return (
      <div className={`${styles.pair} ${styles.quiet}`}>
        {t('incidentPage.affected.ownerUnknownNow', {
          owner: toLink(then),
          time: <Time at={entity.addedAt} />,
        })}
      </div>
    );
  }
  const nobodyNow =
    entity.now?.state === 'orphaned'
      ? t('incidentPage.affected.gone')
      : t('incidentPage.affected.nobody');
  return (
    <dl className={styles.thenNow}>
      <dt>{t('incidentPage.affected.ownerThen')}</dt>
      <dd>{then ? toLink(then) : t('incidentPage.affected.notOnRecord')}</dd>
      {entity.now && (
        <>
          <dt>{t('incidentPage.affected.ownerNow')}</dt>
          <dd>{now ? toLink(now) : nobodyNow}</dd>
        </>
      )}
    </dl>
  );
}
