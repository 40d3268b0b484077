export default function Page() {
  return <h1>ok</h1>;
}
