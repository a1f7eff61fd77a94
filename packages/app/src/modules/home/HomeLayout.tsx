import { Content } from '@backstage/core-components';
import { coreApis, useApi } from '@backstage/frontend-plugin-api';
import { CustomHomepageGrid } from '@backstage/plugin-home';
import type { HomePageLayoutProps } from '@backstage/plugin-home-react/alpha';
import { HomePageSearchBar } from '@backstage/plugin-search';
import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { Fragment } from 'react';
import useAsync from 'react-use/esm/useAsync';

/** Twelve columns where two widgets fit beside each other, else one below the other. */
const BREAKPOINTS = { xl: 860, lg: 859, md: 858, sm: 857, xs: 856, xxs: 0 };
const COLUMNS = { xl: 12, lg: 1, md: 1, sm: 1, xs: 1, xxs: 1 };

const useStyles = makeStyles({
  // On phones a widget is as high as what it shows, unless somebody arranges them.
  grid: {
    [`@media (max-width: ${BREAKPOINTS.xl}px)`]: {
      '& .react-grid-layout': { height: 'auto !important' },
      '& .react-grid-item:not(.edit)': {
        position: 'relative !important' as 'relative',
        transform: 'none !important',
        width: '100% !important',
        height: 'auto !important',
        marginBottom: 12,
      },
    },
  },
});

function greet(hour: number): string {
  if (hour < 12) return 'Good morning';
  return hour < 18 ? 'Good afternoon' : 'Good evening';
}

/** The first page of the portal: a greeting, the search, and widgets that each person can move, add and remove. */
export function HomeLayout({ widgets, defaultConfig }: HomePageLayoutProps) {
  const classes = useStyles();
  const identity = useApi(coreApis.identity);
  const { value: profile } = useAsync(
    () => identity.getProfileInfo(),
    [identity],
  );
  const now = new Date();
  const name = profile?.displayName?.split(' ')[0];
  return (
    <Content>
      <Text as="h1" variant="title-medium" weight="bold">
        {[greet(now.getHours()), name].filter(Boolean).join(', ')}
      </Text>
      <Text as="p" variant="body-medium" color="secondary">
        {now.toLocaleDateString(undefined, {
          weekday: 'long',
          day: 'numeric',
          month: 'long',
        })}
      </Text>
      <HomePageSearchBar placeholder="Search services, docs and incidents" />
      <div className={classes.grid}>
        <CustomHomepageGrid
          breakpoints={BREAKPOINTS}
          cols={COLUMNS}
          containerPadding={[0, 0]}
          containerMargin={[12, 12]}
          config={defaultConfig?.map(({ column, row, ...item }) => ({
            ...item,
            x: column,
            y: row,
          }))}
        >
          {widgets.map(widget => (
            <Fragment key={widget.node.spec.id}>{widget.component}</Fragment>
          ))}
        </CustomHomepageGrid>
      </div>
    </Content>
  );
}
