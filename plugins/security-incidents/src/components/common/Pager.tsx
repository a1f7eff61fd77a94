import { Button, TablePagination } from '@backstage/ui';
import { useAppLocation, useAppNavigate } from '../../navigation';
import { PAGE_SIZES, type PagedList } from '../../hooks';
import styles from './pager.module.css';

/**
 * Forward by the cursor, back by the browser's own history: both are addresses that can be shared. Who came by such an
 * address has no page before it to go back to, only the first one.
 */
export function Pager(props: {
  state: PagedList;
  shown: number;
  total: number;
  nextCursor?: string;
  note?: string;
}) {
  const { shown, total, nextCursor } = props;
  const { filters, change, turn } = props.state;
  const { cursor, offset, size } = filters;
  const navigate = useAppNavigate();
  const turned = Boolean(
    (useAppLocation().state as { turned?: boolean } | null)?.turned,
  );
  return (
    <div className={styles.pager}>
      <div className={styles.beside}>
        {props.note && <span className={styles.quiet}>{props.note}</span>}
        {cursor && (
          <Button
            variant="secondary"
            size="small"
            onPress={() => turn(undefined)}
          >
            First page
          </Button>
        )}
      </div>
      <TablePagination
        pageSize={size}
        pageSizeOptions={PAGE_SIZES}
        showPageSizeOptions={total > PAGE_SIZES[0]}
        onPageSizeChange={value => change({ size: String(value) })}
        offset={offset}
        totalCount={total}
        getLabel={() =>
          offset === undefined
            ? `${shown} of ${total} on this page`
            : `${offset + 1} to ${offset + shown} of ${total}`
        }
        hasPreviousPage={Boolean(cursor) && turned}
        onPreviousPage={() => navigate(-1)}
        hasNextPage={nextCursor !== undefined}
        onNextPage={() =>
          turn(nextCursor, offset === undefined ? undefined : offset + shown)
        }
      />
    </div>
  );
}
