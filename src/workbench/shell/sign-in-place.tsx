export { MustChangePassword, SignIn as SignInPlace } from '#commons/identity/workbench/index.tsx';
