export function App() {
  return <h1>Botswain</h1>;
}
