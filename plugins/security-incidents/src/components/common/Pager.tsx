import { Button, TablePagination } from '@backstage/ui';
import { useAppLocation, useAppNavigate } from '../../navigation';
import { PAGE_SIZES, type PagedList } from '../../hooks';
import { useTranslation } from '../../translation';
import styles from './pager.module.css';

/**
 * Turns the pages of a list. Next follows the cursor and previous goes back in the browser's history, so each page has an
 * address that can be shared. A reader who opened such an address can only go to the first page.
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
  const { t } = useTranslation();
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
            {t('pager.firstPage')}
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
            ? t('pager.onThisPage', {
                shown: String(shown),
                total: String(total),
              })
            : t('pager.range', {
                from: String(offset + 1),
                to: String(offset + shown),
                total: String(total),
              })
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
