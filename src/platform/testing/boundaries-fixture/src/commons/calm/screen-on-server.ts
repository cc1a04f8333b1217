// server-takes-no-screens
export { screen as leak } from './workbench/screen.tsx';
