import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { discoveryApiRef } from '@backstage/frontend-plugin-api';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { PERSONAS } from './personas';
import { SignInPage } from './SignInPage';

jest.setTimeout(60_000);

const BASE_URL = 'http://localhost:7007';
const REFRESH_URL = `${BASE_URL}/api/auth/demo/refresh`;

function session(userEntityRef: string) {
  const claims = { exp: Math.floor(Date.now() / 1000) + 3_600 };
  return {
    profile: {},
    providerInfo: {},
    backstageIdentity: {
      token: `head.${window.btoa(JSON.stringify(claims))}.signature`,
      expiresInSeconds: 3_600,
      identity: { type: 'user', userEntityRef, ownershipEntityRefs: [] },
    },
  };
}

function renderPage(onSignInSuccess = jest.fn()) {
  renderInTestApp(<SignInPage onSignInSuccess={onSignInSuccess} />, {
    apis: [[discoveryApiRef, mockApis.discovery({ baseUrl: BASE_URL })]],
  });
  return onSignInSuccess;
}

describe('SignInPage', () => {
  const realFetch = global.fetch;
  const fetchMock = jest.fn();

  beforeEach(() => {
    window.sessionStorage.clear();
    fetchMock.mockReset();
    fetchMock.mockImplementation(async () => ({
      ok: true,
      status: 200,
      json: async () => session('user:default/maya.castellan'),
    }));
    global.fetch = fetchMock;
  });
  afterEach(() => {
    global.fetch = realFetch;
  });

  it('offers five people, and says that there is no password', async () => {
    renderPage();
    expect(
      await screen.findByText(/Demo: there is no password/),
    ).toBeInTheDocument();
    expect(PERSONAS).toHaveLength(5);
    for (const { name, role, does } of PERSONAS) {
      expect(
        screen.getByRole('button', { name: `Sign in as ${name}, ${role}` }),
      ).toBeInTheDocument();
      expect(screen.getByText(does)).toBeInTheDocument();
    }
    expect(fetchMock).not.toHaveBeenCalled();
  });

  it('signs in as the chosen person until they sign out', async () => {
    const onSignInSuccess = renderPage();
    fireEvent.click(
      within(document.body).getByRole('button', {
        name: /Sign in as Maya Castellan/,
      }),
    );
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));

    const [url, init] = fetchMock.mock.calls[0];
    expect(String(url)).toBe(REFRESH_URL);
    expect(new Headers(init.headers).get('x-demo-persona')).toBe('engineer');
    expect(window.sessionStorage.getItem('demo-persona')).toBe('engineer');

    const identity = onSignInSuccess.mock.calls[0][0];
    await expect(identity.getBackstageIdentity()).resolves.toMatchObject({
      userEntityRef: 'user:default/maya.castellan',
    });
    await identity.signOut();
    expect(window.sessionStorage.getItem('demo-persona')).toBeNull();
  });

  it('keeps the session after a reload', async () => {
    window.sessionStorage.setItem('demo-persona', 'compliance');
    const onSignInSuccess = renderPage();
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const [, init] = fetchMock.mock.calls[0];
    expect(new Headers(init.headers).get('x-demo-persona')).toBe('compliance');
  });
});
