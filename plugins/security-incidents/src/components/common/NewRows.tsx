import { Button } from '@backstage/ui';
import { RiArrowUpLine } from '@remixicon/react';
import styles from './common.module.css';

/** Rows that wait until the reader asks for them; it takes no room, so that nothing moves when it comes. */
export function NewRows(props: {
  /** Whether there is anything to show. */
  waiting: boolean;
  /** How many rows are new; none when they only moved or went. */
  count: number;
  onShow(): void;
}) {
  return (
    <div className={styles.newRows} role="status">
      {props.waiting && (
        <Button
          variant="primary"
          size="small"
          iconStart={<RiArrowUpLine aria-hidden />}
          onPress={props.onShow}
        >
          {props.count > 0
            ? `${props.count} new, show`
            : 'The list changed, show'}
        </Button>
      )}
    </div>
  );
}
