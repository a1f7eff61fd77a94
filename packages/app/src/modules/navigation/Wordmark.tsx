import { useSidebarOpenState } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    height: 72,
    padding: '0 22px',
    color: '#fff',
    fontSize: 18,
    fontWeight: 700,
    letterSpacing: '-0.01em',
  },
});

/** The logo of the demo's company. */
export function Wordmark() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <div className={classes.root}>
      <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
        <path fill="#7de2b8" d="M14 2 22 14h-5l6 9H5l6-9H6z" />
        <rect x="12.5" y="22" width="3" height="5" fill="#7de2b8" />
      </svg>
      {isOpen && <span>Larchfield</span>}
    </div>
  );
}
