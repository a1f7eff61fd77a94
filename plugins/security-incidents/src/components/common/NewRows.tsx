import { Button } from '@backstage/ui';
import { RiArrowUpLine } from '@remixicon/react';
import styles from './common.module.css';

/** Rows that wait until the reader asks for them; it takes no room, so that nothing moves when it comes. */
export function NewRows(props: {
  /** How many rows are new, none when they only moved or went; undefined when there is nothing to show. */
  waiting: number | undefined;
  onShow(): void;
}) {
  return (
    <div className={styles.newRows} role="status">
      {props.waiting !== undefined && (
        <Button
          variant="primary"
          size="small"
          iconStart={<RiArrowUpLine aria-hidden />}
          onPress={props.onShow}
        >
          {props.waiting > 0
            ? `${props.waiting} new, show`
            : 'The list changed, show'}
        </Button>
      )}
    </div>
  );
}
