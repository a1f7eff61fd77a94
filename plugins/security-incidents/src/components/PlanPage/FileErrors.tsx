import type { Entity } from '@backstage/catalog-model';
import { Alert } from '@backstage/ui';
import styles from './PlanPage.module.css';

interface StatusItem {
  level: string;
  type: string;
  message: string;
  error?: { message?: string; cause?: { message?: string } };
}

/** What the catalog has against the file as it is now; it then hands out the plan as it last was in order. */
function errorsOf(entity: Entity): string[] {
  const { status } = entity as { status?: { items?: StatusItem[] } };
  return (status?.items ?? [])
    .filter(
      ({ level, type }) =>
        level === 'error' && type === 'backstage.io/catalog-processing',
    )
    .flatMap(({ message, error }) =>
      // The cause is what our own checks said, one finding to a line.
      (error?.cause?.message ?? message).split('\n'),
    );
}

/** Says that the file was changed into one with errors, and which. */
export function FileErrors({ entity }: { entity: Entity }) {
  const errors = errorsOf(entity);
  if (errors.length === 0) return null;
  return (
    <div role="alert">
      <Alert
        status="danger"
        icon
        title="The file has errors now, so this is the plan as it last was in order"
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
