import type { Entity } from '@backstage/catalog-model';
import { Alert } from '@backstage/ui';
import { useTranslation } from '../../translation';
import styles from './PlanPage.module.css';

interface StatusItem {
  level: string;
  type: string;
  message: string;
  error?: { message?: string; cause?: { message?: string } };
}

/** Errors of the file. While it has some, the catalog returns the last valid version of the entity. */
function getErrors(entity: Entity): string[] {
  const { status } = entity as { status?: { items?: StatusItem[] } };
  return (status?.items ?? [])
    .filter(
      ({ level, type }) =>
        level === 'error' && type === 'backstage.io/catalog-processing',
    )
    .flatMap(({ message, error }) =>
      // The cause holds our own findings, one per line.
      (error?.cause?.message ?? message).split('\n'),
    );
}

/** The errors of the file, if it has any. */
export function FileErrors({ entity }: { entity: Entity }) {
  const { t } = useTranslation();
  const errors = getErrors(entity);
  if (errors.length === 0) return null;
  return (
    <div role="alert">
      <Alert
        status="danger"
        icon
        title={t('planPage.fileErrors')}
        description={
          <ul className={styles.list}>
            {errors.map(error => (
              <li key={error}>{error}</li>
            ))}
          </ul>
        }
      />
    </div>
  );
}
