import { render, screen } from '@testing-library/react';
import { TestApiProvider } from '@backstage/test-utils';
import { coreApis } from '@backstage/frontend-plugin-api';
import { PageRouter } from './PageRouter';

jest.mock('@backstage/frontend-adapter-react-router-v6', () => ({
  ReactRouterV6PageRouter: ({ children }: { children: React.ReactNode }) => (
    <div data-testid="adapter">{children}</div>
  ),
}));

const page = (
  <PageRouter>
    <p>The page</p>
  </PageRouter>
);

describe('PageRouter', () => {
  it('leaves React Router to apps before Backstage 1.57, where the adapter fails', () => {
    render(<TestApiProvider apis={[]}>{page}</TestApiProvider>);
    expect(screen.getByText('The page')).toBeVisible();
    expect(screen.queryByTestId('adapter')).not.toBeInTheDocument();
  });

  it('provides React Router in apps with a history of their own', () => {
    render(
      <TestApiProvider apis={[[coreApis.appHistory, {} as never]]}>
        {page}
      </TestApiProvider>,
    );
    expect(screen.getByTestId('adapter')).toHaveTextContent('The page');
  });
});
